namespace Workers.Cli.CommandLine;

/// <summary>What the command tells a script.</summary>
public static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The job ended otherwise than completed, or a test failed.</summary>
    public const int Failed = 1;

    /// <summary>The input or the command line is wrong; the numbered error says how.</summary>
    public const int InputWrong = 2;

    /// <summary>A server, a process or a package that the command needs is not there.</summary>
    public const int Unavailable = 3;

    /// <summary>A fault of our own.</summary>
    public const int Fault = 4;

    /// <summary>Ctrl-C or SIGTERM; what was started has been stopped.</summary>
    public const int Interrupted = 130;
}
