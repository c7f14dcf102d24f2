namespace Workers.Faults.Lines;

/// <summary>How a line between the processes and a server is.</summary>
public enum LineState
{
    /// <summary>Bytes pass.</summary>
    Open,

    /// <summary>Connections are ended, new ones refused.</summary>
    Cut,

    /// <summary>Connections stand, no byte passes: a cable that was pulled.</summary>
    Silent,

    /// <summary>Bytes pass late and few at a time.</summary>
    Slow,
}
