using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiPromptGen.Prompts;
using OpenAI;
using OpenAI.Chat;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>One question to a chat model: this app's instructions, then one message with data, then the picture, if there is one.</summary>
internal static partial class ChatCall
{
    public static async Task<ChatReading> AskAsync(
        OpenAIClient client,
        PromptRequest request,
        string text,
        int descriptions,
        ServiceCalls calls,
        CancellationToken cancellationToken
    )
    {
        var data = ChatData.From(text, descriptions, request.Controls, request.Picture?.Facts).ToJson();
        var parts = new List<ChatMessageContentPart> { ChatMessageContentPart.CreateTextPart(data) };
        if (request.Picture is { } picture)
        {
            parts.Add(
                ChatMessageContentPart.CreateImagePart(
                    BinaryData.FromBytes(picture.Bytes),
                    $"image/{picture.Format}",
                    ChatImageDetailLevel.High
                )
            );
        }

        var instructions = request.Picture is null ? ChatWords.OfIdea : ChatWords.OfPicture;
        if (!request.Route.Schema)
        {
            instructions += "\nThe schema of the answer:\n" + ModelPromptSchema.Schema;
        }

        ChatMessage[] messages = [new SystemChatMessage(instructions), new UserChatMessage(parts)];
        var body = BodyOf(request, messages);
        try
        {
            return await AskAsync(client, request, body, calls, cancellationToken);
        }
        catch (ClientResultException refused) when (IsAboutSeed(refused) && body.Remove("seed"))
        {
            // Models that reason take no seed. Nothing has been done yet, so the question is asked again without one.
            return await AskAsync(client, request, body, calls, cancellationToken);
        }
    }

    private static async Task<ChatReading> AskAsync(
        OpenAIClient client,
        PromptRequest request,
        JsonObject body,
        ServiceCalls calls,
        CancellationToken cancellationToken
    )
    {
        var result = await client
            .GetChatClient(request.Model)
            .CompleteChatAsync(
                BinaryContent.Create(BinaryData.FromString(body.ToJsonString())),
                new RequestOptions { CancellationToken = cancellationToken }
            );
        using var json = calls.Answered(request.Model, result.GetRawResponse());
        return ChatReading.From(json.RootElement, request);
    }

    /// <summary>
    /// The body is JSON of this app's own, because the client's typed answer throws when a filter or a gateway leaves a field out. It sets
    /// no temperature, because models that reason refuse a request that sets one. What the route does not set is not sent, because servers
    /// refuse what they do not know.
    /// </summary>
    private static JsonObject BodyOf(PromptRequest request, ChatMessage[] messages)
    {
        var route = request.Route;
        var body = new JsonObject
        {
            ["model"] = request.Model,
            ["messages"] = new JsonArray([.. messages.Select(Written)]),
        };
        Add("response_format", route.Schema ? Written(Format()) : null);
        Add("seed", request.Controls.Seed);
        Add("reasoning_effort", route.ReasoningEffort);
        Add("max_completion_tokens", route.MostOutputTokens);
        Add("safety_identifier", request.SafetyIdentifier);
        Add("prompt_cache_key", route.PromptCacheKey);
        Add("provider", route.RequireParameters ? new JsonObject { ["require_parameters"] = true } : null);
        return body;

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }
    }

    private static ChatResponseFormat Format() =>
        ChatResponseFormat.CreateJsonSchemaFormat(
            ModelPromptSchema.Name,
            ModelPromptSchema.Schema,
            jsonSchemaIsStrict: true
        );

    /// <summary>
    /// Whether the request was refused because of its seed. OpenAI names the parameter, FastAPI gives its place, and others only write a
    /// sentence.
    /// </summary>
    private static bool IsAboutSeed(ClientResultException refused) =>
        refused.Status is 400 or 422
        && refused.GetRawResponse() is { } response
        && ServiceError.In(response.Content) is var error
        && (
            error.Parameters.Contains("seed", StringComparer.OrdinalIgnoreCase)
            || error.Messages.Any(message => SeedRefused().IsMatch(message))
        );

    [GeneratedRegex(
        @"\b(unrecogni[sz]ed|unsupported|unknown|unexpected|extra|invalid|UnsupportedParams\w*|not support(ed)?|not permitted|not allowed|no longer)\b.*\bseed\b|\bseed\b.*\b(unsupported|not support(ed)?|not permitted|not allowed|unrecogni[sz]ed|unexpected)\b",
        RegexOptions.ExplicitCapture
            | RegexOptions.IgnoreCase
            | RegexOptions.Singleline
            | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SeedRefused();

    private static JsonNode? Written<T>(T part)
        where T : IPersistableModel<T> => JsonNode.Parse(ModelReaderWriter.Write(part));
}
