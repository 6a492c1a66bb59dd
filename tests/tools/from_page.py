"""What a page says to a kernel, said to a widget where no page is."""


def say(widget, content):
    """The message that the page's view of `widget` sends with `model.send(content)`."""
    data = {"method": "custom", "content": content}
    widget.comm.handle_msg({"content": {"data": data}, "buffers": []})


def click(button):
    """A click on the button as the page shows it."""
    say(button, {"event": "click"})
