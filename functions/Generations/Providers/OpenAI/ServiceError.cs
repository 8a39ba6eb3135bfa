using System.Text.Json;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// What a service says went wrong, wherever it or a gateway in between puts it. Ids and closed words are read; a message is only
/// searched for such words, because it may quote the prompt, and nothing of it is kept.
/// </summary>
internal sealed class ServiceError
{
    /// <summary>Where Azure, LiteLLM (docs.litellm.ai, "Exception mapping") and OpenRouter put what the service behind them said.</summary>
    private static readonly string[] InnerKeys = ["innererror", "inner_error", "metadata", "provider_specific_fields"];

    private static readonly string[] StatusKeys = ["code", "status", "statusCode"];

    private static readonly string[] MessageKeys = ["message", "error", "detail", "msg", "error_message", "error_msg"];

    /// <summary>Words that may be logged: those that decide something, and the commonest others.</summary>
    private static readonly string[] KnownWords =
    [
        .. FilterErrors.Words,
        .. ProviderErrors.OwnersWords,
        "unsupported_parameter",
        "unsupported_value",
        "unknown_parameter",
        "invalid_value",
        "invalid_type",
        "context_length_exceeded",
        "string_above_max_length",
        "rate_limit_exceeded",
        "server_error",
        "invalid_request_error",
    ];

    /// <summary>Names of fields that are sent, which are the ones that an error can be about.</summary>
    private static readonly string[] KnownParameters =
    [
        "model",
        "messages",
        "response_format",
        "seed",
        "reasoning_effort",
        "max_completion_tokens",
        "safety_identifier",
        "prompt_cache_key",
        "user",
        "prompt",
        "n",
        "size",
        "quality",
        "style",
        "output_format",
    ];

    private const int MaxLayers = 8;

    private readonly List<JsonElement> _layers = [];

    private ServiceError(JsonElement error) => Add(error);

    /// <summary>The error and everything that it wraps, outermost first.</summary>
    public IReadOnlyList<JsonElement> Layers => _layers;

    /// <summary>The codes, the types, which services use in place of codes, and Google's status, which is a word.</summary>
    public IEnumerable<string> Words =>
        _layers
            .SelectMany(layer => new[] { layer.Text("code"), layer.Text("type"), layer.Text("status") })
            .OfType<string>();

    /// <summary>The names of wrong fields, or their places in what was sent, which FastAPI calls "loc".</summary>
    public IEnumerable<string> Parameters =>
        _layers
            .Select(layer => layer.Text("param"))
            .Concat(
                _layers
                    .SelectMany(layer => layer.Items("detail"))
                    .SelectMany(detail => detail.Items("loc"))
                    .Select(part => part.AsText())
            )
            .OfType<string>();

    /// <summary>For logs; null when there is none that is known.</summary>
    public string? KnownWord => KnownIn(KnownWords, Words);

    /// <summary>For logs; null when there is none that is known.</summary>
    public string? KnownParameter => KnownIn(KnownParameters, Parameters);

    /// <summary>
    /// The sentences of the error. xAI writes the sentence in place of the error; FastAPI, and services built on it, give it other names.
    /// </summary>
    public IEnumerable<string> Messages =>
        _layers.SelectMany(layer => MessageKeys.Select(key => layer.Text(key))).OfType<string>();

    /// <summary>An HTTP status in place of a code, as gateways write it into a successful response; null when there is none.</summary>
    public int? Status =>
        _layers
            .SelectMany(layer => StatusKeys.Select(key => StatusOf(layer.Member(key))))
            .FirstOrDefault(status => status is not null);

    public bool Has(IReadOnlyList<string> words) =>
        Words.Any(word => words.Contains(word, StringComparer.OrdinalIgnoreCase));

    public bool Says(string part) =>
        Messages.Any(message => message.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a successful response contains an error: an object, or a sentence.</summary>
    public static bool IsIn(JsonElement holder) =>
        holder.Member("error") is { ValueKind: JsonValueKind.Object } || holder.Text("error") is { Length: > 0 };

    /// <param name="root">A body: the error is its member "error", or itself; Gemini's compatible server puts it into a list.</param>
    public static ServiceError In(JsonElement root)
    {
        var whole =
            root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 ? root.EnumerateArray().First() : root;
        return new ServiceError(whole.Member("error") is { ValueKind: JsonValueKind.Object } error ? error : whole);
    }

    /// <summary>The error in a body. When the body is not JSON, the result is an error without any member.</summary>
    public static ServiceError In(BinaryData body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return In(json.RootElement.Clone());
        }
        catch (JsonException)
        {
            return new ServiceError(default);
        }
    }

    private static string? KnownIn(string[] known, IEnumerable<string> words) =>
        words
            .Select(word => Array.Find(known, one => string.Equals(one, word, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(word => word is not null);

    private void Add(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object || _layers.Count == MaxLayers)
        {
            return;
        }

        _layers.Add(error);
        foreach (var inner in InnerKeys.Select(key => error.Member(key)).OfType<JsonElement>())
        {
            Add(inner);
        }

        // OpenRouter passes on the body of the service behind it, as text or as an object (openrouter.ai/docs, "Errors and debugging").
        var inside =
            error.Text("raw") is { } raw ? In(BinaryData.FromString(raw))
            : error.Member("raw") is { ValueKind: JsonValueKind.Object } whole ? In(whole)
            : null;
        _layers.AddRange(inside?._layers.Take(MaxLayers - _layers.Count) ?? []);
    }

    private static int? StatusOf(JsonElement? code) =>
        code switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var status) => InRange(status),
            { ValueKind: JsonValueKind.String } text when int.TryParse(text.AsText(), null, out var status) => InRange(
                status
            ),
            _ => null,
        };

    private static int? InRange(int status) => status is >= 400 and < 600 ? status : null;
}
