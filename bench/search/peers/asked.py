"""What came of asking: how many questions within the budget, their latencies, and how many found something."""
import time
from dataclasses import dataclass


@dataclass
class Asked:
    count: int
    p50: float  # ms
    p95: float
    p99: float
    found: float  # the part of the questions with at least one result

    @staticmethod
    def of(answers):
        """From (ms, results) of every question that was asked."""
        if not answers:
            raise RuntimeError("no question was answered within the budget")
        ordered = sorted(took for took, _ in answers)
        at = [ordered[min(len(ordered) - 1, int(p * len(ordered)))] for p in (.5, .95, .99)]
        return Asked(len(answers), *at, sum(results > 0 for _, results in answers) / len(answers))


def ask_all(questions, budget, ask):
    """Asks every question twice and keeps the second time. Warming up takes at most half of the budget in seconds;
    then the same questions are asked as far as the budget goes. `ask` returns (ms, results)."""
    begun = time.monotonic()
    warm = []
    for question in questions:
        ask(question)
        warm.append(question)
        if time.monotonic() - begun > budget / 2:
            break
    answers = []
    for question in warm:
        answers.append(ask(question))
        if time.monotonic() - begun > budget:
            break
    return Asked.of(answers)
