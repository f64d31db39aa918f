"""The way from a notice to a published revision, as a bench walks it: the people of the sample library, by tokens."""
import asyncio
import time

from connection import Connection

LIBRARY = "业务知识库"


class Refused(Exception):
    pass


class Editor:
    def __init__(self, port, tokens):
        self.people = {name: Connection(port, token) for name, token in tokens.items()}
        self.made = 0

    async def step(self, who, path, body):
        status, answer = await self.people[who].ask("POST", "/api/v1" + path, body)
        if not 200 <= status < 300:
            raise Refused(f"POST {path} as {who} was answered with {status}: {answer}")
        return answer

    async def get(self, path):
        status, answer = await self.people["editor"].ask("GET", "/api/v1" + path)
        if status != 200:
            raise Refused(f"GET {path} was answered with {status}: {answer}")
        return answer

    async def confirmed(self, items):
        """A change set with the department's word for it, ready to be published: its number."""
        self.made += 1
        notice = (await self.step("market", "/notices", {"subject": f"关于第{self.made}次修订的通知"}))["id"]
        await self.step("director", f"/notices/{notice}/review", {"decision": "assign", "editor": "editor"})
        change = (await self.step("editor", f"/notices/{notice}/changes", {"summary": "起草", "items": items}))["id"]
        digest = (await self.step("editor", f"/changes/{change}/submit", {}))["digest"]
        await self.step("market", f"/changes/{change}/confirm", {"digest": digest})
        return change

    async def publish(self, change):
        """(begun, answered), by the clock of time.perf_counter."""
        begun = time.perf_counter()
        await self.step("editor", f"/changes/{change}/publish", {"at": None})
        return begun, time.perf_counter()

    def new(self, n):
        title = f"第{n}号业务怎么办理"
        return {"action": "new", "title": title, "script": f"您好，{title}：请按通知办理。", "library": LIBRARY,
                "catalogue": "测试/修订"}

    def revised(self, n, entry, revision):
        return {**self.new(n), "action": "revise", "entry": entry, "base_revision": revision,
                "script": f"您好，第{n}号业务请按新的通知办理，第{revision + 1}版。"}

    async def head_of_feed(self):
        """The newest row, by walking to the end of the feed."""
        at = 0
        while True:
            page = await self.get(f"/feed?since={at}&limit=100")
            if not page["items"]:
                return at
            at = page["next"]

    async def entries_to_revise(self, count):
        """Publishes `count` new entries and says their numbers, in the order of their titles' numbers."""
        before = await self.head_of_feed()
        await self.publish(await self.confirmed([self.new(n) for n in range(count)]))
        found = []
        while len(found) < count:
            rows = (await self.get(f"/feed?since={before}&limit=100"))["items"]
            found += [row["entry"] for row in rows if row["entry"] is not None]
            if not rows:
                await asyncio.sleep(0.1)
            else:
                before = rows[-1]["seq"]
        return found
