"""The method library: the protocol, the registry, effect methods and checks."""
