using Workers.Operations;

namespace Workers.Kit;

/// <summary>The checkout that this command was built in: its hosts, its tests, its <c>.local</c> folder.</summary>
public sealed record Checkout(string Root)
{
    public static Checkout Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Workers.sln"))) return new Checkout(folder);
        throw new UnavailableException(
            $"private servers can be started from a checkout only; name yours in {GivenConnections.Variables}");
    }

    public string Local => Path.Combine(Root, ".local");

    /// <summary>Release or Debug, as this command itself was built.</summary>
    private static string Configuration { get; } =
        AppContext.BaseDirectory.Contains("/bin/Debug/", StringComparison.Ordinal) ? "Debug" : "Release";

    public string Host(string project) => Built("src", project);

    public string Test(string project) => Built("tests", project);

    public string Bench => Built("bench", "Bench");

    private string Built(string folder, string project) =>
        Path.Combine(Root, folder, project, "bin", Configuration, "net10.0", $"Workers.{project}.dll");
}
