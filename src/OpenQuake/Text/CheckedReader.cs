using System.Text;
using Workers.Errors;

namespace Workers.OpenQuake.Text;

/// <summary>
/// Text of an upload, piece by piece and strictly: a byte that is no text and a line without end are refused where
/// they come. Never more than a piece is in memory.
/// </summary>
internal sealed class CheckedReader : TextReader
{
    private const int PieceBytes = 1 << 16;

    /// <summary>A byte order mark says which encoding it is.</summary>
    private const int BytesThatTell = 2;

    private readonly Func<Stream> _open;
    private readonly string _file;
    private readonly ErrorCode _malformed;
    private readonly bool _dropsBadBytes;
    private readonly Stream _stream;
    private readonly byte[] _bytes = new byte[PieceBytes];
    private LineCounter _lines;
    private Decoder? _decoder;
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <param name="open">Its bytes, from the first on.</param>
    /// <param name="file">Name that errors show.</param>
    /// <param name="malformed">Number of errors in its form.</param>
    /// <param name="dropsBadBytes">Bytes that are no UTF-8 are left out instead of refused.</param>
    public CheckedReader(Func<Stream> open, string file, ErrorCode malformed, bool dropsBadBytes)
    {
        _open = open;
        _file = file;
        _malformed = malformed;
        _dropsBadBytes = dropsBadBytes;
        _lines = new(file, malformed);
        _stream = open();
    }

    public override int Read(Span<char> buffer)
    {
        while (true)
        {
            if (_start == _end && !_isAtEnd)
                Fill();
            var written = Decode(buffer, out var isDone);
            if (written > 0 || (_isAtEnd && isDone))
                return written;
        }
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stream.Dispose();
        base.Dispose(disposing);
    }

    private int Decode(Span<char> buffer, out bool isDone)
    {
        try
        {
            _decoder!.Convert(
                _bytes.AsSpan(_start, _end - _start), buffer, _isAtEnd, out var used, out var written, out isDone);
            _start += used;
            return written;
        }
        catch (DecoderFallbackException)
        {
            throw CheckedText.NotUtf8(_open, _file, _malformed);
        }
    }

    private void Fill()
    {
        _start = 0;
        _end = _stream.ReadAtLeast(_bytes, BytesThatTell, throwOnEndOfStream: false);
        _isAtEnd = _end == 0;
        _lines.Add(_bytes.AsSpan(0, _end));
        _decoder ??= Utf8Text.DecoderOf(_bytes.AsSpan(0, _end), _dropsBadBytes);
    }
}
