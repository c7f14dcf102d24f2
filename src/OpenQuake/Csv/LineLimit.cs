using Workers.Errors;

namespace Workers.OpenQuake.Csv;

/// <summary>How long a line of CSV may be: what is longer is no table, and would take much memory.</summary>
internal static class LineLimit
{
    /// <summary>Most bytes of a line.</summary>
    // 4 MB: thousands of levels or tags fit, a file without line feeds does not.
    public const int MaxBytes = 1 << 22;

    private const int BufferSize = 1 << 20;

    /// <summary>Refuses content with a line that is too long.</summary>
    public static void Check(ReadOnlySpan<byte> content, string file, ErrorCode malformed)
    {
        var counter = new LineCounter(file, malformed);
        counter.Add(content);
    }

    /// <summary>Reads a file whole; a line that is too long ends the reading as soon as it is seen.</summary>
    public static byte[] ReadFile(string path, string file, ErrorCode malformed)
    {
        var length = new FileInfo(path).Length;
        // Shorter files cannot have such a line: most are read once only.
        if (length > MaxBytes)
            CheckFile(path, file, malformed);
        return File.ReadAllBytes(path);
    }

    private static void CheckFile(string path, string file, ErrorCode malformed)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var counter = new LineCounter(file, malformed);
        var buffer = new byte[BufferSize];
        for (int read; (read = stream.Read(buffer)) > 0;)
            counter.Add(buffer.AsSpan(0, read));
    }

    /// <summary>Counts lines and the bytes of the current one.</summary>
    private struct LineCounter(string file, ErrorCode malformed)
    {
        private int _line = 1;
        private long _bytes;

        public void Add(ReadOnlySpan<byte> content)
        {
            while (true)
            {
                var end = content.IndexOfAny((byte)'\n', (byte)'\r');
                _bytes += end < 0 ? content.Length : end;
                if (_bytes > MaxBytes)
                    throw CsvErrors.LineTooLong(malformed, MaxBytes, $"{file}:{_line}");
                if (end < 0)
                    return;
                if (content[end] == '\n')
                    _line++;
                _bytes = 0;
                content = content[(end + 1)..];
            }
        }
    }
}
