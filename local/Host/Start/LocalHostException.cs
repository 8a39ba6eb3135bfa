namespace AiPromptGen.Host.Start;

/// <summary>The host cannot start; the message is one sentence for the person at the keyboard.</summary>
internal sealed class LocalHostException(string message) : Exception(message);
