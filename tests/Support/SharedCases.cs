namespace Workers.Support;

/// <summary>
/// Finds the engine's cases beside the checkout; tests that need them skip with a reason where they are absent.
/// </summary>
public static class SharedCases
{
    private const int DeepestSet = 2;

    /// <summary>Root of the checkout (the folder of Workers.sln).</summary>
    public static string Root { get; } = FindRoot();

    private static string Folder { get; } =
        Environment.GetEnvironmentVariable("WORKERS_CASES") ?? Path.Combine(Root, "..", "shared", "openquake", "cases");

    /// <summary>There are cases beside the checkout.</summary>
    public static bool Present => Directory.Exists(Folder);

    /// <summary>Folder of a case, e.g. <c>scenario_risk_case_1</c> or <c>own/scenario_risk_basic</c>.</summary>
    public static string Case(string name)
    {
        Xunit.Skip.IfNot(Present, $"the engine's cases are not beside the checkout ({Folder})");
        return Path.GetFullPath(Path.Combine(Folder, name));
    }

    /// <summary>Paths of all cases that the engine has answered, in the sets (<c>own</c>, <c>own3</c>) too.</summary>
    public static IReadOnlyList<string> All() =>
        [.. Find(Case("."), DeepestSet).Select(d => Path.GetRelativePath(Case("."), d)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Find(string folder, int deeper) =>
        Directory.Exists(Path.Combine(folder, "inputs"))
        ? Directory.Exists(Path.Combine(folder, "expected", "raw")) ? [folder] : []
        : deeper < 0 ? [] : Directory.GetDirectories(folder).SelectMany(d => Find(d, deeper - 1));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workers.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Workers.sln not found above the tests");
        return folder;
    }
}
