using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AiPromptGen.Prompts;
using OpenAI;
using OpenAI.Chat;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>One question to a chat model: instructions of ours, then one message of data, then perhaps the picture.</summary>
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
            // Models that reason take none. Nothing was done yet, and a seed is a wish, not the picture.
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
    /// Sent as JSON because of what comes back: the typed answer throws where a filter or a gateway leaves a field out. No
    /// temperature: the models that reason refuse a request that sets one. What a route does not set is not sent, because servers
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

    /// <summary>OpenAI names it, FastAPI says where it stands, and others only write a sentence.</summary>
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
