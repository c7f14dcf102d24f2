using System.Text.Json;
using System.Text.Json.Nodes;
using Workers.Errors;

namespace Workers.Operations.DeadLetters;

/// <summary>The new body of a letter that is edited.</summary>
public static class EditedBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Sets fields of the message that a body holds.</summary>
    /// <param name="fields"><c>NAME=VALUE</c>; a value that is not JSON is text. Only fields that are there.</param>
    /// <exception cref="InputException">RequestInvalid.</exception>
    public static byte[] Set(byte[] body, IEnumerable<string> fields)
    {
        var root = Parse(body);
        var message = root["message"] as JsonObject ?? root;
        foreach (var field in fields)
        {
            var parts = field.Split('=', 2);
            if (parts.Length != 2 || !message.ContainsKey(parts[0]))
                throw LetterErrors.NotAField(field);
            message[parts[0]] = ValueOf(parts[1]);
        }
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: Options) as JsonObject ?? throw LetterErrors.BodyNotEditable();
        }
        catch (JsonException)
        {
            throw LetterErrors.BodyNotEditable();
        }
    }

    private static JsonNode? ValueOf(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Options);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
