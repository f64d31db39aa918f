#!/usr/bin/env python3
"""Writes the tables of pinyin_table.h as C++: what characters and words sound like.

    python3 search/text/make_pinyin.py pinyin_simp.dict.yaml generated/pinyin_table.cc

Reads the dictionary of Debian's package rime-data-pinyin-simp: lines of word, syllables, frequency, with tabs
between. The same input gives the same output, byte for byte. Only Python's standard library.
"""
import collections
import math
import os
import sys

FIRST, LAST = 0x4E00, 0x9FFF  # pinyin_table.h
MOST_READINGS = 4
# A reading rarer than this beside the commonest one, and in no word of the dictionary, is no longer in use.
RARE = 1 / 2000

# The syllables of Mandarin, ü written v. Interjections without a vowel (hm, ng) are left out: as letters they would
# break every word that holds them.
SYLLABLES = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha
chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui
cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er
fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha
hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong
jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang
lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei
men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning
niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian
qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san
sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo
si song sou su suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa
wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi
yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng
zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
""".split()
NUMBER = {name: number for number, name in enumerate(SYLLABLES)}
OTHER_SPELLINGS = {"lue": "lve", "nue": "nve"}

# Words of the counter that the dictionary lacks, or reads in a way that is not heard there.
OWN_WORDS = """
行号 hang hao|跨行 kua hang|他行 ta hang|本行 ben hang|支行 zhi hang|分行 fen hang|总行 zong hang|央行 yang hang
开户行 kai hu hang|收款行 shou kuan hang|代发行 dai fa hang|银联行号 yin lian hang hao|行内 hang nei
给付 ji fu|补给 bu ji|供给 gong ji|降档 jiang dang|调账 tiao zhang|调价 tiao jia|调档 diao dang|调取 diao qu
重装 chong zhuang|重发 chong fa|重打 chong da|重办 chong ban|重缴 chong jiao|重拨 chong bo|重签 chong qian
重置密码 chong zhi mi ma|还清 huan qing|还贷 huan dai|还机 huan ji|续还 xu huan|多还 duo huan|少还 shao huan
长短信 chang duan xin|超长 chao chang|时长 shi chang|长话 chang hua|厦门 xia men|大厦 da sha|会计 kuai ji
拆降 chai jiang|参保 can bao|增长 zeng zhang|省内 sheng nei|都市 du shi|首都 shou du|应届 ying jie
""".replace("\n", "|").split("|")


def read(path):
    """Characters and words with how often they are read in which way: {word: {readings: frequency}}."""
    words = collections.defaultdict(collections.Counter)
    with open(path, encoding="utf-8") as file:
        for line in file:
            parts = line.rstrip("\n").split("\t")
            if len(parts) < 2 or line.startswith("#"):
                continue
            word = parts[0]
            if not all(FIRST <= ord(c) <= LAST for c in word):
                continue
            sounds = [OTHER_SPELLINGS.get(s, s) for s in parts[1].split()]
            if len(sounds) != len(word) or any(s not in NUMBER for s in sounds):
                continue
            words[word][tuple(sounds)] += int(parts[2]) if len(parts) > 2 else 0
    for line in filter(None, OWN_WORDS):
        word, *sounds = line.split()
        words[word] = collections.Counter({tuple(sounds): 1})
    return words


def readings_of_characters(words):
    in_words = {(c, s) for word, ways in words.items() if len(word) > 1
                for way in ways for c, s in zip(word, way)}
    readings = {}
    for word, ways in words.items():
        if len(word) > 1:
            continue
        most = max(ways.values())
        kept = [(-n, way[0]) for way, n in ways.items() if n >= most * RARE or (word, way[0]) in in_words]
        readings[word] = [name for _, name in sorted(kept)][:MOST_READINGS]
    return readings


def phrases(words, readings):
    """Words that say more than their characters do, each with its ways by falling frequency."""
    found = []
    for word, ways in words.items():
        if not 2 <= len(word) <= 4 or not any(len(readings.get(c, ())) > 1 for c in word):
            continue
        for rank, (way, _) in enumerate(sorted(ways.items(), key=lambda item: (-item[1], item[0]))):
            found.append((word, rank, way))
    return sorted(found)


def costs(words):
    """-ln of the probability of each syllable in running text, one added to every count, in 1/256."""
    counts = collections.Counter({name: 1 for name in SYLLABLES})
    for word, ways in words.items():
        if len(word) == 1:
            for way, n in ways.items():
                counts[way[0]] += n
    total = sum(counts.values())
    return [round(-math.log(counts[name] / total) * 256) for name in SYLLABLES]


def rows(items, width=24):
    items = list(items)
    return "\n".join("    " + ", ".join(map(str, items[i:i + width])) + "," for i in range(0, len(items), width))


def padded(items):
    return ", ".join(map(str, (list(items) + [0, 0, 0, 0])[:4]))


def write(words, out):
    readings = readings_of_characters(words)
    offsets, flat = [0], []
    for code in range(FIRST, LAST + 1):
        flat += [NUMBER[name] for name in readings.get(chr(code), ())]
        offsets.append(len(flat))
    assert len(flat) < 65536, "offsets are of 16 bits"
    listed = phrases(words, readings)
    names = ['"%s"' % name for name in SYLLABLES]
    out.write(f"""// Made by search/text/make_pinyin.py; do not edit.
#include "search/text/pinyin_table.h"

namespace koujing::search::pinyin_table {{
namespace {{

constexpr std::string_view kNames[] = {{
{rows(names, 12)}
}};

constexpr std::uint16_t kCosts[] = {{
{rows(costs(words))}
}};

constexpr std::uint16_t kOffsets[] = {{
{rows(offsets)}
}};

constexpr std::uint16_t kReadings[] = {{
{rows(flat)}
}};

constexpr Phrase kPhrases[] = {{
""")
    for word, _, way in listed:
        out.write(f"    {{{{{padded(map(ord, word))}}}, {{{padded(NUMBER[s] for s in way)}}}}},\n")
    out.write("""};

}  // namespace

constinit const Table kTable{kNames, kCosts, kOffsets, kReadings, kPhrases};

}  // namespace koujing::search::pinyin_table
""")


def main(source, target):
    words = read(source)
    if len(words) < 10000:
        sys.exit(f"{source}: only {len(words)} words; is this the dictionary of rime-data-pinyin-simp?")
    os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
    with open(target, "w", encoding="utf-8") as out:
        write(words, out)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
