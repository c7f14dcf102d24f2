namespace Workers.Risk.Hazard;

/// <summary>Names of the calculation modes of hazard.</summary>
public static class HazardModes
{
    /// <summary>Hazard curves.</summary>
    public const string Classical = "classical";

    /// <summary>Ground motion of a scenario.</summary>
    public const string Scenario = "scenario";

    /// <summary>Ground motion of a stochastic event set.</summary>
    public const string EventBased = "event_based";
}
