using System.ClientModel;
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
                    $"image/{picture.Upload.Format}",
                    ChatImageDetailLevel.High
                )
            );
        }

        var instructions = request.Picture is null ? ChatWords.OfIdea : ChatWords.OfPicture;
        ClientResult<ChatCompletion> result = await client
            .GetChatClient(request.Model)
            .CompleteChatAsync(
                [new SystemChatMessage(instructions), new UserChatMessage(parts)],
                OptionsOf(request.Controls),
                cancellationToken
            );
        return ChatReading.Of(result.GetRawResponse().Content);
    }

    /// <summary>No temperature: the models that reason refuse a request that sets one.</summary>
    private static ChatCompletionOptions OptionsOf(IdeaControls controls)
    {
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                ModelPromptSchema.Name,
                ModelPromptSchema.Schema,
                jsonSchemaIsStrict: true
            ),
        };
#pragma warning disable OPENAI001 // Seed is marked experimental.
        options.Seed = controls.Seed;
#pragma warning restore OPENAI001
        return options;
    }
}
