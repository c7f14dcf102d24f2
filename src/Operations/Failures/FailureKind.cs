namespace Workers.Operations.Failures;

/// <summary>Who can do something about a failure; commands turn it into an exit code, an API into a status.</summary>
public enum FailureKind
{
    /// <summary>The caller: input or request is wrong.</summary>
    WrongInput,

    /// <summary>Whoever runs the system: something that is needed is not there.</summary>
    Unavailable,

    /// <summary>Nobody: the caller stopped it.</summary>
    Interrupted,

    /// <summary>We: a fault of our own.</summary>
    Fault,
}
