using DurableTask.Core;
using DurableTask.Core.Serializing;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>
/// A message as a queue holds it: text, so that nothing a host does to the object it received changes what another host receives.
/// </summary>
/// <param name="text">The message in the form in which Microsoft's Azure Storage engine queues it, without compression.</param>
/// <param name="deliveries">How often it is delivered: 1, or 2 where a hub repeats every message.</param>
internal sealed class HubMessage(string text, int deliveries)
{
    private int left = deliveries;

    public TaskMessage Read() => HubText.Read<TaskMessage>(text);

    /// <summary>A host has worked the message off.</summary>
    /// <returns>True when that was its last delivery.</returns>
    public bool IsDone() => --left <= 0;
}

/// <summary>The vendor's own JSON of history events and messages, which keeps their types.</summary>
internal static class HubText
{
    public static string Write(object value) => JsonDataConverter.Default.Serialize(value);

    public static T Read<T>(string text) => (T)JsonDataConverter.Default.Deserialize(text, typeof(T));
}
