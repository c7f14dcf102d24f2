using System.Text;
using Workers.Operations;

namespace Workers.Kit.Instances;

/// <summary>Held by the one command that starts or stops servers of an instance; the system releases it when the command dies, however it dies.</summary>
public sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    public static InstanceLock Take(Instance instance, string command)
    {
        Directory.CreateDirectory(instance.Folder);
        var holder = Path.Combine(instance.Folder, "holder");
        try
        {
            var file = new FileStream(Path.Combine(instance.Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, $"{command} (process {Environment.ProcessId})", Encoding.UTF8);
            return new InstanceLock(file);
        }
        catch (IOException)
        {
            var who = File.Exists(holder) ? File.ReadAllText(holder) : "another command";
            throw new UnavailableException($"workers {who} is using the servers under {instance.Folder}; wait for it, or stop it with Ctrl-C");
        }
    }

    public static bool IsHeld(Instance instance)
    {
        try
        {
            using var held = new FileStream(Path.Combine(instance.Folder, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return File.Exists(Path.Combine(instance.Folder, "lock"));
        }
    }

    public void Dispose() => _file.Dispose();
}
