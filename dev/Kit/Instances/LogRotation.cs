namespace Workers.Kit.Instances;

/// <summary>
/// Keeps the logs of servers small: they are appended to for as long as a server runs, and put aside when it starts.
/// </summary>
public static class LogRotation
{
    private const long MaxBytes = 16 << 20;
    private const int Kept = 3;

    /// <summary>A log that is full becomes <c>name.log.1</c>, that one <c>name.log.2</c>; the oldest goes.</summary>
    public static void RotateIfFull(string log, long maxBytes = MaxBytes)
    {
        if (!File.Exists(log) || new FileInfo(log).Length < maxBytes) return;
        for (var number = Kept - 1; number > 0; number--)
            if (File.Exists($"{log}.{number}")) File.Move($"{log}.{number}", $"{log}.{number + 1}", overwrite: true);
        File.Move(log, $"{log}.1", overwrite: true);
    }
}
