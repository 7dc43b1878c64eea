# attacks while its class is made
# expect: render_refused

import socket

from manim import *


class Meta(type(Scene)):
    def __prepare__(name, bases):
        socket.create_connection(("127.0.0.1", host.port), timeout=2)
        escaped("the network")


class Hostile(Scene, metaclass=Meta):
    def construct(self):
        self.wait(0.4)
