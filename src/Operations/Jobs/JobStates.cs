using Workers.Contracts;
using Workers.Errors;

namespace Workers.Operations.Jobs;

/// <summary>States as people name them.</summary>
public static class JobStates
{
    /// <summary>The state of this name, whatever its case; null for null.</summary>
    /// <param name="where">Where the name was given, for the error.</param>
    /// <exception cref="InputException">RequestInvalid.</exception>
    public static string? Parse(string? name, string where)
    {
        if (name is null) return null;
        return JobState.All.FirstOrDefault(state => state.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw RequestErrors.UnknownName("state", name, JobState.All, where);
    }
}
