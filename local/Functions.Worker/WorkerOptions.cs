using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

public class WorkerOptions
{
    /// <summary>For durable payloads; null means System.Text.Json, PascalCase written, any case read.</summary>
    public ObjectSerializer? Serializer { get; set; }
}
