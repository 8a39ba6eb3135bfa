using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>Between the records of the engine and table entities.</summary>
internal static class Entities
{
    public const string InstanceKey = "instance";

    /// <summary>No instance id becomes this key: '^' is always followed by four digits in them.</summary>
    public const string LeaseKey = "^lease";

    private const int MaxPropertyCharacters = 32 * 1024;

    /// <summary>Row and partition keys must not hold / \ # ? or control characters.</summary>
    public static string Key(string id)
    {
        var key = new StringBuilder(id.Length);
        foreach (var c in id)
        {
            _ =
                c is '/' or '\\' or '#' or '?' or '^' or '%' || char.IsControl(c)
                    ? key.Append(CultureInfo.InvariantCulture, $"^{(int)c:X4}")
                    : key.Append(c);
        }

        return key.ToString();
    }

    public static string Id(string key) =>
        Regex.Replace(
            key,
            "\\^(?<code>[0-9A-F]{4})",
            m => ((char)Convert.ToInt32(m.Groups["code"].Value, 16)).ToString(),
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );

    public static string HistoryKey(int execution, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"h-{execution:D8}-{sequence:D8}");

    public static TableEntity From(InstanceRow row)
    {
        var entity = new TableEntity(Key(row.Id), InstanceKey)
        {
            ["Name"] = row.Name,
            ["Run"] = row.Run,
            ["Status"] = row.Status.ToString(),
            ["Created"] = row.Created,
            ["Updated"] = row.Updated,
            ["Started"] = row.Started,
            ["Execution"] = row.Execution,
            ["Sequence"] = row.Sequence,
            ["Commit"] = row.Commit,
            ["Parent"] = row.Parent is null ? null : JsonSerializer.Serialize(row.Parent),
            ["ParentId"] = row.Parent?.Id,
        };
        Put(entity, nameof(row.Input), row.Input);
        Put(entity, nameof(row.Output), row.Output);
        Put(entity, nameof(row.CustomStatus), row.CustomStatus);
        Put(entity, nameof(row.Failure), row.Failure);
        return entity;
    }

    /// <exception cref="FormatException">The row is damaged.</exception>
    private static InstanceRow ToInstance(TableEntity entity)
    {
        try
        {
            return new(Id(entity.PartitionKey), entity.GetString("Name"), entity.GetString("Run"))
            {
                Status = Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString("Status")),
                Created = entity.GetDateTimeOffset("Created")!.Value,
                Updated = entity.GetDateTimeOffset("Updated")!.Value,
                Started = entity.GetDateTimeOffset("Started")!.Value,
                Execution = entity.GetInt32("Execution")!.Value,
                Sequence = entity.GetInt32("Sequence")!.Value,
                Commit = entity.GetString("Commit"),
                Parent = entity.GetString("Parent") is { } link ? JsonSerializer.Deserialize<ParentLink>(link) : null,
                Input = Take(entity, nameof(InstanceRow.Input)),
                Output = Take(entity, nameof(InstanceRow.Output)),
                CustomStatus = Take(entity, nameof(InstanceRow.CustomStatus)),
                Failure = Take(entity, nameof(InstanceRow.Failure)),
                ETag = entity.ETag,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException)
        {
            throw new FormatException($"The stored instance row is unreadable ({e.GetType().Name}).", e);
        }
    }

    /// <summary>A row nobody can read is a failed instance.</summary>
    public static InstanceRow ToInstanceOrFailed(TableEntity entity)
    {
        try
        {
            return ToInstance(entity);
        }
        catch (FormatException e)
        {
            var time = entity.Timestamp ?? default;
            return new(Id(entity.PartitionKey), entity["Name"] as string ?? "?", entity["Run"] as string ?? "?")
            {
                Status = OrchestrationRuntimeStatus.Failed,
                Output = TaskFailureDetails.FromException(e).ToString(),
                Execution = entity["Execution"] as int? ?? 0,
                Created = time,
                Updated = time,
                ETag = entity.ETag,
            };
        }
    }

    public static TableEntity From(string partition, string key, HistoryEvent e)
    {
        var entity = new TableEntity(partition, key)
        {
            ["Kind"] = e.Kind.ToString(),
            ["TaskId"] = e.TaskId,
            ["Name"] = e.Name,
            ["EventId"] = e.EventId,
            ["Batch"] = e.Batch,
            ["Time"] = e.Time,
        };
        Put(entity, nameof(e.Payload), e.Payload);
        return entity;
    }

    /// <exception cref="FormatException">The row is damaged.</exception>
    public static HistoryEvent ToEvent(TableEntity entity)
    {
        try
        {
            return new(
                Enum.Parse<HistoryKind>(entity.GetString("Kind")),
                entity.GetInt32("TaskId")!.Value,
                entity.GetString("Name"),
                Take(entity, nameof(HistoryEvent.Payload)),
                entity.GetString("EventId")
            )
            {
                Batch = entity.GetInt32("Batch")!.Value,
                Time = entity.GetDateTimeOffset("Time")!.Value,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
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
