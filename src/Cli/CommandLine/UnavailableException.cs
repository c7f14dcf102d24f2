namespace Workers.Cli.CommandLine;

/// <summary>Something that the command needs is not there; the message says what, and what to do.</summary>
public sealed class UnavailableException(string message, Exception? inner = null) : Exception(message, inner);
