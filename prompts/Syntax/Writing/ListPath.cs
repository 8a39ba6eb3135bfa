namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>The paths of a list's items, such as "styles[1]". Those of short lists are made once and not for each rendering.</summary>
internal sealed class ListPath
{
    private const int Short = 16;

    private readonly string _name;
    private readonly string[] _first;

    public ListPath(string name)
    {
        _name = name;
        _first = [.. Enumerable.Range(0, Short).Select(Written)];
    }

    public string this[int index] => index < _first.Length ? _first[index] : Written(index);

    private string Written(int index) => string.Create(null, $"{_name}[{index}]");
}
