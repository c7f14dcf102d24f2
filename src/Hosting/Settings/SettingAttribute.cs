namespace Workers.Hosting.Settings;

/// <summary>
/// A row of the table of settings: how a property of <see cref="WorkersOptions"/> is called outside, and what it may
/// be.
/// </summary>
/// <param name="name">Name of the environment variable, or of the option on the command line.</param>
/// <param name="kind">What its text has to be.</param>
/// <param name="processes">Who reads it.</param>
/// <param name="meaning">What it does, in Markdown.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string name, SettingKind kind, WorkersProcess processes, string meaning)
    : Attribute
{
    public string Name { get; } = name;
    public SettingKind Kind { get; } = kind;
    public WorkersProcess Processes { get; } = processes;
    public string Meaning { get; } = meaning;

    /// <summary>The process does not start without it.</summary>
    public bool Required { get; init; }

    /// <summary>What holds if it is not set, written as one would set it; null: nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>The least that a number may be.</summary>
    public double Least { get; init; }

    /// <summary>The most that a number may be; infinite: any.</summary>
    public double Most { get; init; } = double.PositiveInfinity;
}
