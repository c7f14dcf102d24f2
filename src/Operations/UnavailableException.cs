namespace Workers.Operations;

/// <summary>A server, a process or a package that is needed is not there; the message says what, and what to do.</summary>
public sealed class UnavailableException(string message, Exception? inner = null) : Exception(message, inner);
