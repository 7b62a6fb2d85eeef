class A:
    pass


A.__ne__ = lambda self, other: 1


def attached(a, log):
    if a == A():
        for x in a:
            log(x)
        log(a)

# output
class A:
    pass


A.__ne__ = lambda self, other: 1


def attached(a, log):
    if not (a == A()):
        return
    for x in a:
        log(x)
    log(a)
