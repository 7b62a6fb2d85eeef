def copied(self, cls):
    copy = cls()
    copy.status = self.status
    if self.cookies:
        cookies = copy.cookies = {}
        for key, value in self.cookies.items():
            cookies[key] = value.value
            cookies[key].update(value)
    return copy


def uninstalled(self, remove):
    removed = []
    for number, plugin in enumerate(self.plugins):
        if remove is True or remove is plugin \
        or getattr(plugin, "name", True) in remove:
            removed.append(plugin)
            if plugin.close is not None:
                plugin.close(number)
    return removed


def filled(chunks, width):
    line, length = [], 0
    while chunks:
        size = len(chunks[-1]) / 2
        if length + size <= width:
            line.append(chunks.pop())
            length += size
        else:
            break
    return line
