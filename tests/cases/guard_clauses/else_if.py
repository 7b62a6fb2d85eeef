"""An ``if`` below an ``else`` stands a level deeper than an ``elif``."""


def graded(score):
    if score < 0:
        raise ValueError(score)
    else:
        if score == 0:
            return "zero"
        else:
            # small ones
            if score < 3:
                label = "low"
                print(label)
                return label
            else:
                label = "high"
                print(label)
                return label


def judged(score):
    if not score:
        return None
    else:
        if score > 2:
            print("big")
            return score * 2
        else:
            print("small")
            return score


def chosen(score):
    if score < 0:
        name = "bad"
    else:
        if score == 0:
            name = "zero"
        else:
            name = "ok"
    return name.upper()

# output
"""An ``if`` below an ``else`` stands a level deeper than an ``elif``."""


def graded(score):
    if score < 0:
        raise ValueError(score)
    if score == 0:
        return "zero"
    # small ones
    if score < 3:
        label = "low"
        print(label)
        return label
    else:
        label = "high"
        print(label)
        return label


def judged(score):
    if not score:
        return None
    if score > 2:
        print("big")
        return score * 2
    print("small")
    return score


def chosen(score):
    if score < 0:
        name = "bad"
    else:
        if score == 0:
            name = "zero"
        else:
            name = "ok"
    return name.upper()
