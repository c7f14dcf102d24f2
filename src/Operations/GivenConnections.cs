namespace Workers.Operations;

/// <summary>Where broker and databases are, as far as the user says so; what is not named is null.</summary>
public sealed record GivenConnections(string? Broker, string? Icebox, string? Engine, string? Jobs)
{
    /// <summary>The variables that name them, for messages.</summary>
    public const string Variables = "WORKERS_BROKER, WORKERS_ICEBOX, WORKERS_ENGINE and WORKERS_JOBS";

    /// <summary>Broker and databases are named.</summary>
    public bool All => Broker is not null && AllDatabases;

    /// <summary>The three databases are named.</summary>
    public bool AllDatabases => Icebox is not null && Engine is not null && Jobs is not null;

    /// <summary>What is not named here is looked up in the environment.</summary>
    public GivenConnections OrEnvironment() => new(
        Broker ?? Variable("WORKERS_BROKER"),
        Icebox ?? Variable("WORKERS_ICEBOX"),
        Engine ?? Variable("WORKERS_ENGINE"),
        Jobs ?? Variable("WORKERS_JOBS"));

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
