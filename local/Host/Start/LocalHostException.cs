namespace AiPromptGen.Host.Start;

/// <summary>The host cannot start. Each line of the message is one mistake, told to the person at the keyboard.</summary>
internal sealed class LocalHostException(string message) : Exception(message)
{
    public LocalHostException(IEnumerable<string> mistakes)
        : this(string.Join('\n', mistakes)) { }
}
