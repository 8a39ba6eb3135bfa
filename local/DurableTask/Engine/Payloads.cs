using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Local;

/// <summary>Values of the app as JSON text; null is no text at all, as official.</summary>
internal sealed class Payloads(IOptions<WorkerOptions> options)
{
    /// <summary>An entity holds 1 MiB, two bytes a character; the rest of the row needs some of it.</summary>
    public const int MaxCharacters = 900 * 1024 / 2;

    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    private readonly ObjectSerializer serializer = options.Value.Serializer ?? new JsonObjectSerializer(AnyCase);

    /// <exception cref="PayloadTooLargeException">It does not fit.</exception>
    public string? Serialize(object? value, string what)
    {
        var text = value is null ? null : serializer.Serialize(value, value.GetType()).ToString();
        Check(text, what);
        return text;
    }

    public T? Deserialize<T>(string? text) => text is null ? default : (T?)Deserialize(text, typeof(T));

    public object? Deserialize(string? text, Type type)
    {
        if (text is null)
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return serializer.Deserialize(stream, type, CancellationToken.None);
    }

    public static void Check(string? text, string what)
    {
        if (text?.Length > MaxCharacters)
        {
            throw new PayloadTooLargeException(what, text.Length);
        }
    }

    /// <summary>Shortened where needed: a failure must always fit.</summary>
    public static string Failure(TaskFailureDetails details) =>
        JsonSerializer.Serialize(Shorten(details, depth: 0), AnyCase);

    public static TaskFailureDetails Failure(string? text) =>
        JsonSerializer.Deserialize<TaskFailureDetails>(text ?? "null", AnyCase)
        ?? new("System.Exception", "The failure was not recorded.", null, null, null);

    private static TaskFailureDetails Shorten(TaskFailureDetails details, int depth) =>
        details with
        {
            ErrorMessage = Cut(details.ErrorMessage)!,
            StackTrace = Cut(details.StackTrace),
            InnerFailure = details.InnerFailure is { } inner && depth < 8 ? Shorten(inner, depth + 1) : null,
            Properties = null,
        };

    private static string? Cut(string? text) => text?.Length > 8000 ? text[..8000] : text;
}
