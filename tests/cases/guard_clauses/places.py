import contextlib

async def coroutine(client, url):
    if url:
        response = await client.get(url)
        if response.ok:
            data = await response.json()
            return data["items"]
    return []


def generator(rows):
    if rows:
        header = rows[0]
        for row in rows[1:]:
            yield dict(zip(header, row))


class Service:
    def method(self, request):
        with self.lock:
            if request.valid:
                self.count += 1
                for item in request.items:
                    self.handle(item)

    def at_end_of_try(self, name):
        try:
            if name in self.cache:
                entry = self.cache[name]
                if entry.fresh:
                    self.hits += 1
                    entry.touch()
        except KeyError:
            self.log(name)

    def try_else(self, name):
        try:
            if name in self.cache:
                entry = self.cache[name]
                if entry.fresh:
                    self.hits += 1
                    entry.touch()
        except KeyError:
            self.log(name)
        else:
            self.done()

    def match_arm(self, event):
        match event:
            case {"kind": "click"}:
                if event["x"] is not None:
                    x = event["x"]
                    y = event["y"]
                    for listener in self.listeners:
                        listener(x, y)
            case _:
                pass

    def finally_(self, name):
        try:
            self.open(name)
        finally:
            if self.handle:
                for x in self.handle:
                    x.close()
                self.handle.close()


def loop_else(items):
    for item in items:
        if item.wanted:
            value = item.value
            if value > 3:
                item.use(value)
                item.done()
    else:
        print("end")


def suppressing(items):
    with contextlib.suppress(ValueError):
        if items:
            first = items[0]
            for x in first:
                x()
            return first
    return None

def swallow(a, cm):
    if a:
        with cm:
            return 1
    else:
        return 2
    print("swallowed")

def drop(x):
    if x is None:
        return 0
    else:
        total = 0
        for y in x:
            total += y
        return total

def elif_drop(x):
    for y in x:
        if y is None:
            continue
        elif y.skip:
            raise ValueError(y)
        else:
            a = y.value
            if a:
                print(a)
            print(y)

def result(a, b):
    if a:
        if b:
            r = 1
        else:
            r = 2
    else:
        r = 3
    return r

def result_captured(a, b):
    if a:
        if b:
            r = 1
        else:
            r = 2
    else:
        r = 3
    return r

def while_step(n):
    i = 0
    while i < n:
        if i % 2:
            print(i)
            if i > 5:
                print("big")
                print("more")
        i += 1

# output
import contextlib

async def coroutine(client, url):
    if not url:
        return []
    response = await client.get(url)
    if not response.ok:
        return []
    data = await response.json()
    return data["items"]


def generator(rows):
    if not rows:
        return
    header = rows[0]
    for row in rows[1:]:
        yield dict(zip(header, row))


class Service:
    def method(self, request):
        with self.lock:
            if not request.valid:
                return
            self.count += 1
            for item in request.items:
                self.handle(item)

    def at_end_of_try(self, name):
        try:
            if name not in self.cache:
                return
            entry = self.cache[name]
            if entry.fresh:
                self.hits += 1
                entry.touch()
        except KeyError:
            self.log(name)

    def try_else(self, name):
        try:
            if name in self.cache:
                entry = self.cache[name]
                if entry.fresh:
                    self.hits += 1
                    entry.touch()
        except KeyError:
            self.log(name)
        else:
            self.done()

    def match_arm(self, event):
        match event:
            case {"kind": "click"}:
                if event["x"] is None:
                    return
                x = event["x"]
                y = event["y"]
                for listener in self.listeners:
                    listener(x, y)
            case _:
                pass

    def finally_(self, name):
        try:
            self.open(name)
        finally:
            if self.handle:
                for x in self.handle:
                    x.close()
                self.handle.close()


def loop_else(items):
    for item in items:
        if not item.wanted:
            continue
        value = item.value
        if value > 3:
            item.use(value)
            item.done()
    else:
        print("end")


def suppressing(items):
    with contextlib.suppress(ValueError):
        if not items:
            return None
        first = items[0]
        for x in first:
            x()
        return first
    return None

def swallow(a, cm):
    if not a:
        return 2
    with cm:
        return 1
    print("swallowed")

def drop(x):
    if x is None:
        return 0
    total = 0
    for y in x:
        total += y
    return total

def elif_drop(x):
    for y in x:
        if y is None:
            continue
        if y.skip:
            raise ValueError(y)
        a = y.value
        if a:
            print(a)
        print(y)

def result(a, b):
    if not a:
        return 3
    if b:
        return 1
    return 2

def result_captured(a, b):
    if not a:
        return 3
    if b:
        return 1
    return 2

def while_step(n):
    i = 0
    while i < n:
        if i % 2:
            print(i)
            if i > 5:
                print("big")
                print("more")
        i += 1
