using System.Security.Cryptography;
using System.Text;
using Workers.Kit.Processes;
using Workers.Operations;

namespace Workers.Kit.Instances;

/// <summary>
/// A set of private servers and processes in a folder of <c>.local</c>: <c>main</c> keeps its data from one command to the next, <c>test</c> is new each time.
/// </summary>
public sealed class Instance(Checkout checkout, string name, bool durable)
{
    public static Instance ForUse(Checkout checkout) =>
        InstanceHome.Settle(new Instance(checkout, "main", durable: true));

    public static Instance ForTests(Checkout checkout) => new(checkout, "test", durable: false);

    /// <summary>New each time, but on the disk as <c>main</c> is.</summary>
    public static Instance ForMeasuring(Checkout checkout) => new(checkout, "measuring", durable: true);

    /// <summary>All that commands and tests have left here.</summary>
    public static IReadOnlyList<Instance> All(Checkout checkout) =>
        Directory.Exists(checkout.Local)
            ? [.. Directory.GetDirectories(checkout.Local).Where(folder => Directory.Exists(Path.Combine(folder, "run")))
                .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)
                .Select(name => InstanceHome.Settle(new Instance(checkout, name, durable: name == "main")))]
            : [];

    public Checkout Checkout => checkout;

    public string Name => name;

    /// <summary>Data must survive a power cut; if not, it is thrown away when the servers stop.</summary>
    public bool Durable => durable;

    public string Folder { get; } = Path.Combine(checkout.Local, name);

    public string Logs => Path.Combine(Folder, "logs");

    /// <summary>One file for each process that was started: its number and start time.</summary>
    public string RunFiles => Path.Combine(Folder, "run");

    /// <summary>There while the system is meant to run on its own, from <c>up</c> to <c>down</c>.</summary>
    public string UpMarker => Path.Combine(Folder, "up");

    /// <summary>Where the servers keep their data: never through the link, whose folder they may not be able to enter.</summary>
    public string Data => new DirectoryInfo(DataLink).LinkTarget ?? DataLink;

    private string DataLink => Path.Combine(Folder, "data");

    public IReadOnlyList<StartedProcess> Running =>
        Directory.Exists(RunFiles)
            ? [.. Directory.GetFiles(RunFiles).Order(StringComparer.Ordinal).Select(StartedProcess.Read).OfType<StartedProcess>().Where(p => p.IsAlive)]
            : [];

    public StartedProcess? Find(string process) => Running.FirstOrDefault(p => p.Name == process);

    /// <summary>Makes the folders; data goes under /var/tmp, with a link to it, where the servers' users cannot enter the checkout.</summary>
    public async Task CreateFoldersAsync(CancellationToken cancel)
    {
        foreach (var folder in new[] { Folder, Logs, RunFiles }) Directory.CreateDirectory(folder);
        InstanceHome.Remember(this);
        if (Directory.Exists(Data)) return;
        File.Delete(DataLink); // a link to what somebody removed
        if (await Account.For("postgres").CanEnterAsync(Folder, cancel)) Directory.CreateDirectory(DataLink);
        else Directory.CreateSymbolicLink(DataLink, await CreateOutsideAsync(cancel));
    }

    private async Task<string> CreateOutsideAsync(CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folder)))[..16];
        var folder = $"/var/tmp/workers-{hash}";
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        // The name can be guessed, so somebody may have made it before us, to look into our data.
        var owner = (await ExternalProgram.RunAsync("stat", ["-c", "%u %F", folder], cancel)).Trim();
        return owner == "0 directory" ? folder : throw new UnavailableException($"{folder} belongs to somebody else; remove it");
    }

    /// <summary>Drops the link to data that is kept elsewhere; false if it is kept here.</summary>
    public bool ForgetSharedData()
    {
        if (new DirectoryInfo(DataLink).LinkTarget is null) return false;
        File.Delete(DataLink);
        return true;
    }

    /// <summary>Removes the data of an instance whose servers are stopped.</summary>
    public void DeleteData()
    {
        if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
        if (!Directory.Exists(DataLink)) File.Delete(DataLink);
    }
}
