using System.Text;
using System.Xml;
using Workers.Errors;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Nrml;

/// <summary>
/// Reads an NRML file (0.4 or 0.5) element by element. No document types, no entities from elsewhere, limited depth and
/// size.
/// </summary>
internal sealed class NrmlReader : IDisposable
{
    // NRML needs fewer than ten: reading is recursive, and must end before the stack does.
    private const int MaxDepth = 24;

    /// <summary>Bytes that the XML declaration is looked for in.</summary>
    private const int DeclarationLength = 128;
    private const string Namespace = "http://openquake.org/xmlns/nrml/";

    private static readonly XmlReaderSettings Settings = new()
    {
        // Document types and entities could fetch other files or grow without end.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 1L << 30,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly Stream _stream;
    private readonly XmlReader _xml;
    private readonly string _file;

    private NrmlReader(JobFile file)
    {
        _file = file.Path;
        _stream = file.Open();
        _xml = XmlReader.Create(_stream, Settings);
    }

    /// <summary>Version of the format: <c>0.4</c> or <c>0.5</c>.</summary>
    public string Version { get; private set; } = "";

    /// <summary>
    /// Reads the children of the model element, each as soon as it is complete; the handler may stream with
    /// <see cref="ReadChildren"/>.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="model">Name of the element inside of <c>nrml</c>.</param>
    /// <param name="child">
    /// Called at each child element; it must read it by <see cref="ReadNode"/> or <see cref="ReadChildren"/>.
    /// </param>
    /// <returns>The model element without its children.</returns>
    public static NrmlNode Read(JobFile file, string model, Action<NrmlReader, string> child)
    {
        using var reader = new NrmlReader(file);
        try
        {
            reader.EnterRoot();
            if (!reader.NextChild(0) || reader._xml.LocalName != model)
                throw XmlErrors.NoElement("nrml", model, reader.Place);
            var node = reader.Begin();
            reader.ReadChildren(name => child(reader, name));
            // What follows must be well-formed too.
            while (reader._xml.Read()) { }
            return node;
        }
        catch (XmlException e)
        {
            // The XML reader's own message does not name the byte.
            RefuseBadBytes(file);
            throw XmlErrors.MalformedXml(e.Message, $"{file.Path}:{Math.Max(1, e.LineNumber)}");
        }
        // What the XML reader throws for characters and states that it does not expect.
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw XmlErrors.UnreadableXml(e.Message, reader.Place);
        }
    }

    /// <summary>Names the byte, where the file is no UTF-8 and does not say that it is anything else.</summary>
    private static void RefuseBadBytes(JobFile file)
    {
        var start = Encoding.Latin1.GetString(file.ReadSmall(DeclarationLength));
        var declares = start.IndexOf("encoding=", StringComparison.Ordinal);
        var isUtf8 = declares < 0
            || start.AsSpan(declares + 10).StartsWith("utf-8", StringComparison.OrdinalIgnoreCase);
        if (!isUtf8)
            return;
        using var content = file.Open();
        if (Utf8Text.FindBadByte(content) is not null)
            throw CheckedText.NotUtf8(file.Open, file.Path, ErrorCode.XmlMalformed);
    }

    /// <summary>Reads a whole file into nodes; for files of functions.</summary>
    public static (NrmlNode Model, string Version) ReadWhole(JobFile file, string model)
    {
        var children = new List<NrmlNode>();
        var version = "";
        var node = Read(file, model, (reader, _) =>
        {
            version = reader.Version;
            children.Add(reader.ReadNode());
        });
        node.Children.AddRange(children);
        return (node, version);
    }

    /// <summary>Reads the current element with all that it holds.</summary>
    public NrmlNode ReadNode()
    {
        var node = Begin();
        ReadChildren(_ => node.Children.Add(ReadNode()), text => node.Text += text);
        return node;
    }

    /// <summary>Walks through the children of the current element.</summary>
    public void ReadChildren(Action<string> child, Action<string>? text = null)
    {
        if (_xml.IsEmptyElement)
            return;
        var depth = _xml.Depth;
        if (depth > MaxDepth)
            throw XmlErrors.NestedTooDeep(MaxDepth, Place);
        // Ends at the closing tag of the element it began in.
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType == XmlNodeType.Element)
                child(_xml.LocalName);
            else if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                text?.Invoke(_xml.Value);
        }
    }

    private int Line => _xml is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;

    private string Place => $"{_file}:{Line}";

    public void Dispose()
    {
        _xml.Dispose();
        _stream.Dispose();
    }

    private void EnterRoot()
    {
        _xml.MoveToContent();
        if (_xml.LocalName != "nrml" || !_xml.NamespaceURI.StartsWith(Namespace, StringComparison.Ordinal))
            throw XmlErrors.NoNrml($"<nrml xmlns=\"{Namespace}0.5\">", Place);
        // The version is in the namespace, not in an attribute.
        Version = _xml.NamespaceURI[Namespace.Length..].TrimEnd('/');
        if (Version is not ("0.4" or "0.5"))
            throw XmlErrors.UnknownNrmlVersion(Version, Place);
    }

    private bool NextChild(int depth)
    {
        while (_xml.Read() && _xml.Depth > depth)
            if (_xml.NodeType == XmlNodeType.Element)
                return true;
        return false;
    }

    private NrmlNode Begin()
    {
        var node = new NrmlNode(_xml.LocalName, Place, Line);
        if (_xml.MoveToFirstAttribute())
        {
            do
                node.Attributes[_xml.LocalName] = _xml.Value;
            while (_xml.MoveToNextAttribute());
            _xml.MoveToElement();
        }
        return node;
    }
}
