using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using AiPromptGen.Prompts;
using OpenAI;
using OpenAI.Chat;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>One question to a chat model: instructions of ours, then one message of data, then perhaps the picture.</summary>
internal static class ChatCall
{
    public static async Task<ChatReading> AskAsync(
        OpenAIClient client,
        ProviderRequest request,
        string text,
        int descriptions,
        ServiceCalls calls,
        CancellationToken cancellationToken
    )
    {
        var data = ChatData.Of(text, descriptions, request.Controls, request.Picture?.Facts).ToJson();
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
        ChatMessage[] messages = [new SystemChatMessage(instructions), new UserChatMessage(parts)];
        var body = BodyOf(request.Model, messages, request.Controls.Seed).ToJsonString();
        var result = await client
            .GetChatClient(request.Model)
            .CompleteChatAsync(
                BinaryContent.Create(BinaryData.FromString(body)),
                new RequestOptions { CancellationToken = cancellationToken }
            );
        using var json = calls.Answered(request.Model, result.GetRawResponse());
        return ChatReading.Of(json.RootElement, request);
    }

    /// <summary>
    /// Sent as JSON because of what comes back: the typed answer throws where a filter or a gateway leaves a field out. No
    /// temperature: the models that reason refuse a request that sets one.
    /// </summary>
    private static JsonObject BodyOf(string model, ChatMessage[] messages, long? seed)
    {
        var format = ChatResponseFormat.CreateJsonSchemaFormat(
            ModelPromptSchema.Name,
            ModelPromptSchema.Schema,
            jsonSchemaIsStrict: true
        );
        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray([.. messages.Select(Written)]),
            ["response_format"] = Written(format),
        };
        if (seed is not null)
        {
            body["seed"] = seed;
        }

        return body;
    }

    private static JsonNode? Written<T>(T part)
        where T : IPersistableModel<T> => JsonNode.Parse(ModelReaderWriter.Write(part));
}
