"""Write down all that can be seen of a call, and tell two such records apart."""
