using System.Text.Encodings.Web;
using System.Text.Json;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Prompts;
using Azure;

namespace AiPromptGen.Generations;

/// <summary>
/// What each step writes on the generation's row. Changes of the status are written in the credits' transaction, conditional
/// on the account's row, so they need no condition of their own.
/// </summary>
internal static class GenerationChanges
{
    public const int QueuedSequence = 1;
    private const int RunningSequence = 2;
    private const int FinalSequence = 3;
    public const int LateSequence = 4;

    public static TableTransactionAction Running(AccountId account, string id) =>
        Merge(
            account.Value,
            id,
            new TableEntity { ["Status"] = Generation.Word(GenerationStatus.Running), ["Sequence"] = RunningSequence }
        );

    public static TableTransactionAction Final(
        GenerationStart start,
        GenerationStatus status,
        long chargedCredits,
        string? problemCode,
        DateTimeOffset at
    )
    {
        var final = new TableEntity
        {
            ["Status"] = Generation.Word(status),
            ["Sequence"] = FinalSequence,
            ["ChargedCredits"] = chargedCredits,
            ["ProblemCode"] = problemCode,
            ["CompletedAt"] = at,
        };
        if (start.IsByAddress == true)
        {
            // A merge cannot take a property away.
            final[Generation.SourceAddress] = "";
        }

        return Merge(start.AccountId, start.GenerationId, final);
    }

    /// <summary>Written before these services are asked. "None" is written as an empty text, because a merge cannot remove a property.</summary>
    public static TableEntity Asked(Generation generation, string? names) =>
        Row(generation.Account.Value, generation.Id, new TableEntity { [Generation.AskedNames] = names ?? "" });

    /// <summary>The fence: what Generate found is stored before anything is charged. A repeated Generate reads it and stops.</summary>
    public static TableEntity Answered(Generation generation, GenerationResult result)
    {
        var key = Generation.RowPrefix + generation.Id;
        var row = RowMap.ToRow(generation.Account.Value, key, result with { Variations = [] });
        if (ChunkedText.Get(row, "Prompt") is { } prompt)
        {
            VariationRow.Set(row, generation.Request, prompt.Length, result.Variations);
        }

        // Final already: the deadline or the sweep was faster and gave the credits back.
        return generation.IsFinal && result.Answer.Status == GenerationStatus.Succeeded ? Late(row) : row;
    }

    public static TableEntity DeliveredFree(GenerationStart start) =>
        Late(Row(start.AccountId, start.GenerationId, new TableEntity()));

    private static TableEntity Late(TableEntity row)
    {
        row["Status"] = Generation.Word(GenerationStatus.Succeeded);
        row["Sequence"] = LateSequence;
        return row;
    }

    private static TableTransactionAction Merge(string account, string id, TableEntity change) =>
        new(TableTransactionActionType.UpdateMerge, Row(account, id, change), ETag.All);

    private static TableEntity Row(string account, string id, TableEntity change)
    {
        change.PartitionKey = account;
        change.RowKey = Generation.RowPrefix + id;
        return change;
    }
}

/// <summary>
/// The variations of a generation on its row. Request, prompt and variations together stay within what a row can hold; those
/// at the end that would not fit are left out, so that the person gets the others instead of nothing.
/// </summary>
internal static class VariationRow
{
    /// <summary>Letters are written without JSON escapes, which would take six times the room.</summary>
    private static readonly PromptJson Compact = new(
        new JsonSerializerOptions(PromptJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    public static void Set(
        TableEntity row,
        GenerationRequest request,
        int promptCharacters,
        IReadOnlyList<StructuredPrompt> variations
    )
    {
        var taken = JsonSerializer.Serialize(request, AppJson.Options).Length + promptCharacters;
        var fitting = Fitting(variations, ChunkedText.MaxCharacters - taken);
        if (fitting.Count > 0)
        {
            ChunkedText.Set(row, "Variations", $"[{string.Join(',', fitting)}]");
        }
    }

    private static List<string> Fitting(IReadOnlyList<StructuredPrompt> variations, int characters)
    {
        var fitting = new List<string>();
        foreach (var variation in variations)
        {
            var json = JsonSerializer.Serialize(variation, Compact.StructuredPrompt);
            characters -= json.Length + 2;
            if (characters < 0)
            {
                break;
            }

            fitting.Add(json);
        }

        return fitting;
    }
}
