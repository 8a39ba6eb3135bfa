using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>Between the records of the engine and table entities.</summary>
internal static class Entities
{
    public const string InstanceKey = "instance";

    private const int MaxPropertyCharacters = 32 * 1024;

    /// <summary>Keys must not hold / \ # ? or control characters, and % is not safe in addresses.</summary>
    public static string Key(string id) => Uri.EscapeDataString(id).Replace('%', '^');

    public static string HistoryKey(int execution, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"h-{execution:D8}-{sequence:D8}");

    public static string NewEventKey(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"e-{time.UtcTicks:D19}-{Guid.NewGuid():N}");

    public static TableEntity From(InstanceRow row)
    {
        var entity = new TableEntity(Key(row.Id), InstanceKey)
        {
            ["Name"] = row.Name,
            ["Status"] = row.Status.ToString(),
            ["State"] = JsonSerializer.Serialize(row),
        };
        Put(entity, nameof(row.Input), row.Input);
        Put(entity, nameof(row.Output), row.Output);
        Put(entity, nameof(row.CustomStatus), row.CustomStatus);
        Put(entity, nameof(row.Failure), row.Failure);
        return entity;
    }

    /// <summary>A row nobody can read is a failed instance.</summary>
    public static InstanceRow ToInstance(TableEntity entity)
    {
        try
        {
            return JsonSerializer.Deserialize<InstanceRow>(entity.GetString("State"))! with
            {
                Status = Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString("Status")),
                Input = Take(entity, nameof(InstanceRow.Input)),
                Output = Take(entity, nameof(InstanceRow.Output)),
                CustomStatus = Take(entity, nameof(InstanceRow.CustomStatus)),
                Failure = Take(entity, nameof(InstanceRow.Failure)),
                ETag = entity.ETag,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException)
        {
            var unreadable = new FormatException($"The stored instance row is unreadable ({e.GetType().Name}).");
            var id = Uri.UnescapeDataString(entity.PartitionKey.Replace('^', '%'));
            return new(id, entity["Name"] as string ?? "?", "?")
            {
                Status = OrchestrationRuntimeStatus.Failed,
                Output = TaskFailureDetails.FromException(unreadable).ToString(),
                ETag = entity.ETag,
            };
        }
    }

    public static TableEntity From(string id, string key, IReadOnlyList<HistoryEvent> events)
    {
        var entity = new TableEntity(Key(id), key);
        Put(entity, "Events", JsonSerializer.Serialize(events));
        return entity;
    }

    /// <exception cref="FormatException">The row is damaged.</exception>
    public static List<HistoryEvent> ToEvents(TableEntity entity)
    {
        try
        {
            return JsonSerializer.Deserialize<List<HistoryEvent>>(Take(entity, "Events")!)!;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException)
        {
            throw new FormatException($"The stored history row is unreadable ({e.GetType().Name}).", e);
        }
    }

    private static void Put(TableEntity entity, string name, string? text)
    {
        for (var part = 0; text is not null && part * MaxPropertyCharacters < Math.Max(text.Length, 1); part++)
        {
            var start = part * MaxPropertyCharacters;
            entity[Part(name, part)] = text.Substring(start, Math.Min(MaxPropertyCharacters, text.Length - start));
        }
    }

    private static string? Take(TableEntity entity, string name)
    {
        if (entity.GetString(name) is not { } text)
        {
            return null;
        }

        var whole = new StringBuilder(text);
        for (var part = 1; entity.GetString(Part(name, part)) is { } more; part++)
        {
            whole.Append(more);
        }

        return whole.ToString();
    }

    private static string Part(string name, int part) =>
        part == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{part}");
}
