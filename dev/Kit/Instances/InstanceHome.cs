using Spectre.Console;

namespace Workers.Kit.Instances;

/// <summary>
/// Remembers where an instance ran, and notices that its checkout was moved or copied since: what names the old folder,
/// or belongs to servers of the old folder, must not be used.
/// </summary>
public static class InstanceHome
{
    private const string FileName = "home";

    /// <summary>To be called before anything of the instance is looked at.</summary>
    public static Instance Settle(Instance instance)
    {
        var file = Path.Combine(instance.Folder, FileName);
        if (!File.Exists(file)) return instance;
        var old = File.ReadAllText(file);
        if (old == instance.Folder) return instance;
        if (Directory.Exists(old)) Forget(instance, old);
        File.WriteAllText(file, instance.Folder);
        return instance;
    }

    /// <summary>To be called where servers are about to run.</summary>
    public static void Remember(Instance instance) =>
        File.WriteAllText(Path.Combine(instance.Folder, FileName), instance.Folder);

    /// <summary>In a copy, the processes are those of the original, and so is data that is kept outside of it.</summary>
    private static void Forget(Instance instance, string original)
    {
        if (Directory.Exists(instance.RunFiles)) Directory.Delete(instance.RunFiles, recursive: true);
        File.Delete(instance.UpMarker);
        var isShared = instance.ForgetSharedData();
        var running = Path.Combine(instance.Data, "postgres", "cluster", "postmaster.pid");
        if (File.Exists(running)) File.Delete(running);
        News.Console.MarkupLineInterpolated(
            $"[yellow]copied from {original}: {(isShared ? "its databases begin empty" : "its databases are copies")}[/]");
    }
}
