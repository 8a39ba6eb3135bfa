namespace AiPromptGen.Audit;

/// <summary>Where audit rows are: <c>audit&lt;yyyyMMdd&gt;</c>, by the day of the request.</summary>
internal sealed class AuditTables(StorageClients storage, TimeProvider time)
{
    public const string Prefix = "audit";

    public DayTables Days { get; } = new(storage, time, Prefix);
}
