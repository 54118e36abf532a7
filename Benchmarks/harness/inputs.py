"""Makes the texts that are measured: the same on every machine, from a seed and word lists of our own."""
import json
import os
import random

COMMON = """the of and to in a is that for it was on are as with they be at this from have or by one had not but what all were when
we there can an your which their said if do will each about how up out them then she many some so these would other into has more her two
like him see time could no make than first been its who now people my made over did down only way find use may water long little very after
words called just where most know get through back much before go good new write our used me man too any day same right look think also
around another came come work three word must because does part even place well such here take why things help put years different away
again off went old number great tell men say small every found still between name should home big give air line set own under read last
never us left end along while might next sound below saw something thought both few those always looked show large often together asked
house world going want school important until form food keep children feet land side without boy once animals life enough took sometimes
four head above kind began almost live page got earth need far hand high year mother light parts country father let night following picture
being study second eyes soon times story boys since white days ever paper hard near sentence better best across during today others however
sure means knew try told young miles sun ways thing whole hear example heard several change answer room sea against top turned learn point
city play toward five using himself usually system market company report result measure service customer question policy payment account""".split()

ONSETS = "b c d f g l m n p r s t v br cl dr fl gr pl pr sl st tr".split()
VOWELS = "a e i o u ai ea ou".split()
CODAS = ["", "", "n", "r", "l", "s", "t", "nd", "st"]


def synthetic_words(count, seed):
    """Pronounceable words that no dictionary holds."""
    chance = random.Random(seed)
    words = set()
    while len(words) < count:
        syllables = chance.choice([1, 2, 2, 3])
        words.add("".join(chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(syllables)))
    return sorted(words)


class Words:
    """Draws words with frequencies that fall as one over the rank: common words first, then synthetic ones."""

    def __init__(self, seed, synthetic=4000):
        self.chance = random.Random(seed)
        self.words = COMMON + synthetic_words(synthetic, seed)
        total, self.cumulative = 0.0, []
        for rank in range(1, len(self.words) + 1):
            total += 1 / rank
            self.cumulative.append(total)

    def draw(self, count):
        return self.chance.choices(self.words, cum_weights=self.cumulative, k=count)

    def sentences(self, words):
        """A text of the given words: sentences of about twelve, a capital first, commas here and there."""
        text, start = [], 0
        while start < len(words):
            part = words[start:start + self.chance.randint(8, 16)]
            start += len(part)
            part[0] = part[0].capitalize()
            if len(part) > 9:
                part[5] += ","
            text.append(" ".join(part) + ".")
        return " ".join(text)


def pairs(path, rows, seed, length=60):
    """Rows with an answer and an expected text of `length` words each, of which about half are shared in order."""
    source = Words(seed)
    with open(path, "w") as out:
        for number in range(rows):
            expected = source.draw(length)
            answer = [word if source.chance.random() < 0.6 else source.draw(1)[0] for word in expected]
            row = {"id": f"row-{number}", "inputs": "Summarise this: " + " ".join(expected[:20]),
                   "outputs": source.sentences(answer), "expected": source.sentences(list(expected))}
            out.write(json.dumps(row) + "\n")


def questions(path, rows, seed):
    """Short answers for SQuAD's measures: one in three is right, one in three partly, with articles and punctuation in the way."""
    source = Words(seed)
    with open(path, "w") as out:
        for number in range(rows):
            expected = source.draw(source.chance.randint(1, 6))
            answer = [list(expected), expected[:1] + source.draw(2), source.draw(3)][number % 3]
            row = {"id": f"row-{number}", "outputs": "The " + " ".join(answer).capitalize() + ".", "expected": " ".join(expected)}
            out.write(json.dumps(row) + "\n")


def prompts(path, rows, seed):
    """Questions for a model, all different."""
    source = Words(seed)
    with open(path, "w") as out:
        for number in range(rows):
            row = {"id": f"row-{number}", "inputs": f"{number}: " + source.sentences(source.draw(40)), "expected": "ok"}
            out.write(json.dumps(row) + "\n")


def rankings(path, rows, seed):
    """Queries with a hundred retrieved documents and twenty graded ones, half of them retrieved."""
    chance = random.Random(seed)
    with open(path, "w") as out:
        for number in range(rows):
            pool = chance.sample(range(1_000_000), 110)
            retrieved = {f"doc{key}": round(chance.uniform(0, 30), 4) for key in pool[:100]}
            relevant = {f"doc{key}": chance.choice([0, 1, 1, 2, 3]) for key in pool[90:]}
            out.write(json.dumps({"id": f"q{number}", "retrieved": retrieved, "relevant": relevant}) + "\n")


def documents(path, rows, seed):
    """A corpus of short documents and, behind an empty line, a thousand queries of three words."""
    source = Words(seed, synthetic=50_000)
    with open(path, "w") as out:
        for _ in range(rows):
            out.write(" ".join(source.draw(source.chance.randint(6, 14))) + "\n")
        out.write("\n")
        for _ in range(1000 if rows >= 100_000 else 50):
            out.write(" ".join(source.chance.choice(source.words[20:]) if place else source.draw(1)[0] for place in range(3)) + "\n")


def differences(path, rows, seed):
    """Scores of two systems on the same rows."""
    chance = random.Random(seed)
    with open(path, "w") as out:
        for _ in range(rows):
            base = chance.betavariate(2, 3)
            out.write(json.dumps([base, min(1.0, max(0.0, base + chance.gauss(0.01, 0.15)))]) + "\n")


def slices(path, rows, seed):
    """Ten categorical features and an error per row, more frequent where two of them have certain values."""
    chance = random.Random(seed)
    with open(path, "w") as out:
        for _ in range(rows):
            features = [chance.randint(1, 6) for _ in range(10)]
            rate = 0.6 if features[1] == 2 and features[4] == 3 else 0.15
            out.write(json.dumps([int(chance.random() < rate)] + features) + "\n")


MAKERS = {"pairs": pairs, "questions": questions, "prompts": prompts, "rankings": rankings, "documents": documents,
          "differences": differences, "slices": slices}


def made(folder, kind, rows, seed=20_260_101):
    """The path of an input, made when it is not there yet."""
    path = os.path.join(folder, f"{kind}-{rows}.txt" if kind == "documents" else f"{kind}-{rows}.jsonl")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        MAKERS[kind](path + ".part", rows, seed)
        os.rename(path + ".part", path)
    return path
