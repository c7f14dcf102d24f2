namespace Workers.Operations.Failures;

/// <summary>Codes of failures that have no number, since they are not about the content of an input.</summary>
public static class FailureCode
{
    /// <summary>The command line is wrong.</summary>
    public const string Usage = "usage";

    /// <summary>A file cannot be read or written.</summary>
    public const string File = "file";

    /// <summary>A server, a process or a package is not there.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The caller stopped it.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>A fault of our own.</summary>
    public const string Fault = "fault";
}
