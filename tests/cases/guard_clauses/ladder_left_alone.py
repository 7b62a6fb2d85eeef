def aligned(text, lines, where):
    blank = [" "]
    if where == "bottom":
        return lines * blank + text
    elif where == "center":
        above = lines // 2
        below = lines - above
        return above * blank + text + below * blank
    else:
        return text + lines * blank
