namespace Workers.Faults.Kinds;

/// <summary>Times that a run draws.</summary>
internal static class Pauses
{
    /// <summary>Evenly between two numbers of seconds.</summary>
    public static TimeSpan Draw(Random random, double least, double most) =>
        TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least)));
}
