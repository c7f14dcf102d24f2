using Workers.Kit;

namespace Workers.Bench.Import;

/// <summary>The floor: as many bytes, read from a file and written to another, which is flushed to the disk.</summary>
internal sealed class FileCopy : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Checkout.Find().Local, $"copy-{Guid.NewGuid():N}")).FullName;

    public FileCopy(long bytes)
    {
        var block = new byte[1 << 20];
        new Random(1).NextBytes(block);
        using var file = File.Create(From);
        for (var left = bytes; left > 0; left -= block.Length) file.Write(block, 0, (int)Math.Min(left, block.Length));
        file.Flush(flushToDisk: true);
    }

    private string From => Path.Combine(_folder, "from");

    public async Task RunAsync()
    {
        await using var from = File.OpenRead(From);
        await using var to = File.Create(Path.Combine(_folder, "to"));
        await from.CopyToAsync(to, 1 << 20);
        to.Flush(flushToDisk: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
