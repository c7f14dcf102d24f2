using Workers.Kit.Instances;

namespace Workers.Kit.Tests.Instances;

public sealed class Moved_and_copied_checkouts : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("moved-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_copy_does_not_take_the_processes_of_the_original_for_its_own()
    {
        var original = Began("original");
        var copy = Copied("original", "copy");
        Assert.False(Directory.Exists(copy.RunFiles));
        Assert.False(File.Exists(copy.UpMarker));
        Assert.True(File.Exists(original.UpMarker));
        Assert.NotEmpty(Directory.GetFiles(original.RunFiles));
    }

    [Fact]
    public void Data_outside_of_a_checkout_stays_with_the_original()
    {
        var original = Began("original");
        var outside = Directory.CreateDirectory(Path.Combine(_folder, "outside")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(original.Folder, "data"), outside);
        var copy = Copied("original", "copy");
        Assert.Equal(outside, original.Data);
        Assert.Equal(Path.Combine(copy.Folder, "data"), copy.Data);
    }

    [Fact]
    public void A_checkout_that_was_moved_keeps_its_processes()
    {
        Began("before");
        Directory.Move(Path.Combine(_folder, "before"), Path.Combine(_folder, "after"));
        var moved = Instance.ForUse(new Checkout(Path.Combine(_folder, "after")));
        Assert.NotEmpty(Directory.GetFiles(moved.RunFiles));
        Assert.True(File.Exists(moved.UpMarker));
    }

    private Instance Began(string name)
    {
        var instance = Instance.ForUse(new Checkout(Path.Combine(_folder, name)));
        Directory.CreateDirectory(instance.RunFiles);
        File.WriteAllText(Path.Combine(instance.RunFiles, "postgres"), "1 1");
        File.WriteAllText(instance.UpMarker, "");
        InstanceHome.Remember(instance);
        return instance;
    }

    private Instance Copied(string from, string to)
    {
        using var cp = System.Diagnostics.Process.Start(
            "cp", ["-a", Path.Combine(_folder, from), Path.Combine(_folder, to)]);
        cp.WaitForExit();
        return Instance.ForUse(new Checkout(Path.Combine(_folder, to)));
    }
}
