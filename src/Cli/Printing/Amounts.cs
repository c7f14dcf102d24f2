namespace Workers.Cli.Printing;

/// <summary>Numbers and times as people read them.</summary>
public static class Amounts
{
    /// <summary>Three digits at least: a small loss is not shown as none.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => $"{value:N0}",
        >= 0.01 => $"{value:G3}",
        _ => $"{value:0.##e0}",
    };

    /// <summary>Bytes in the unit that leaves few digits.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => $"{bytes / 1e9:0.0} GB",
        >= 1_000_000 => $"{bytes / 1e6:0.0} MB",
        >= 1_000 => $"{bytes / 1e3:0.0} kB",
        _ => $"{bytes} bytes",
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss");

    /// <summary>West, south, east, north, as <c>--area</c> takes them.</summary>
    public static string? Box(IReadOnlyList<double>? box) =>
        box is null ? null : string.Join(',', box.Select(degrees => $"{degrees:0.####}"));
}
