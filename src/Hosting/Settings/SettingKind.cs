namespace Workers.Hosting.Settings;

/// <summary>What the text of a setting has to be.</summary>
public enum SettingKind
{
    /// <summary>Address of a broker; a <see cref="Uri"/>.</summary>
    Broker,

    /// <summary>Npgsql connection string; a <see cref="string"/>.</summary>
    Database,

    /// <summary>Address to listen at; a <see cref="string"/>.</summary>
    HttpAddress,

    /// <summary>Path of a file; a <see cref="string"/>.</summary>
    File,

    /// <summary>Whole number; a <see cref="long"/>.</summary>
    Number,

    /// <summary>Whole number; a <see cref="Errors.Limit"/> that names its setting.</summary>
    Limit,

    /// <summary>Number of seconds; a <see cref="TimeSpan"/>.</summary>
    Seconds,

    /// <summary>Number of days; a <see cref="TimeSpan"/>.</summary>
    Days,
}
