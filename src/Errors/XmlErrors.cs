namespace Workers.Errors;

/// <summary>Sentences of the errors of XML and NRML as such (3002).</summary>
public static class XmlErrors
{
    /// <summary>W3002.</summary>
    public static InputException MalformedXml(string reason, string where) => new(
        ErrorCode.XmlMalformed,
        $"The XML is malformed: {Shown.Shorten(reason)}",
        where,
        "well-formed NRML without document type");

    /// <summary>W3002.</summary>
    public static InputException UnreadableXml(string reason, string where) => new(
        ErrorCode.XmlMalformed,
        $"The XML cannot be read: {Shown.Shorten(reason)}",
        where,
        "well-formed NRML in UTF-8");

    /// <summary>W3002.</summary>
    public static InputException NoNrml(string root, string where) => new(
        ErrorCode.XmlMalformed,
        "The file is not NRML.",
        where,
        root);

    /// <summary>W3002.</summary>
    public static InputException UnknownNrmlVersion(string version, string where) => new(
        ErrorCode.XmlMalformed,
        $"NRML version '{Shown.Shorten(version)}' is not known.",
        where,
        "0.5 or 0.4");

    /// <summary>W3002.</summary>
    public static InputException NoElement(string parent, string name, string where) => new(
        ErrorCode.XmlMalformed,
        $"<{parent}> has no <{name}>.",
        where,
        $"<{name}>");

    /// <summary>W3002.</summary>
    public static InputException OtherElement(string parent, string found, string expected, string where) => new(
        ErrorCode.XmlMalformed,
        $"<{parent}> holds <{Shown.Shorten(found)}>.",
        where,
        $"<{expected}>");

    /// <summary>W3002.</summary>
    public static InputException NoAttribute(string element, string name, string where) => new(
        ErrorCode.XmlMalformed,
        $"<{element}> has no attribute {name}.",
        where,
        $"{name}=\"…\"");

    /// <summary>W3002.</summary>
    public static InputException NestedTooDeep(int most, string where) => new(
        ErrorCode.XmlMalformed,
        $"Elements are nested more than {most} deep.",
        where,
        "NRML");
}
