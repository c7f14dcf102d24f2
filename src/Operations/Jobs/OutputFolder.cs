using Workers.Operations.Failures;

namespace Workers.Operations.Jobs;

/// <summary>The folder that results will be written to.</summary>
public static class OutputFolder
{
    /// <summary>Fails if nothing can be written there, before a job is sent for it.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">It cannot be made or written to (<see cref="FailureCode.File"/>).</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static string RequireWritable(string path)
    {
        var folder = Path.GetFullPath(path);
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        // Trying is the only way to know: rights, quotas and read-only disks answer here, not after the calculation.
        var probe = Path.Combine(folder, $".{Guid.NewGuid():N}");
        File.WriteAllBytes(probe, []);
        File.Delete(probe);
        if (isNew) Directory.Delete(folder);
        return folder;
    }
}
